export { countRequests } from './http.js';
export { exposition, Metrics, type MetricsData } from './metrics.js';
export { measureStore } from './store.js';
export { measureService, type ServiceFacts } from './service.js';
export { answerMetrics, askWorker } from './worker.js';
