using Microsoft.Extensions.Logging;
using Modelwright.Runtime.Caching;
using Modelwright.Runtime.Events;
using Modelwright.Runtime.Hosting;
using Modelwright.Runtime.Metrics;
using Modelwright.Runtime.Planning;

namespace Modelwright.Runtime.Controllers;

/// <summary>What every controller of an operator shares.</summary>
internal sealed record ControllerServices(TimeProvider Time, Random Random, OperatorOptions Options, CacheSet Caches,
    EffectExecutor Executor,
    EventRecorder Recorder, RuntimeMetrics Metrics, ILoggerFactory Logging);
