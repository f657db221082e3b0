using k8s;
using k8s.Models;
using Modelwright.Runtime.Controllers;

namespace Modelwright.Runtime.Hosting;

/// <summary>A finalizer of a kind.</summary>
internal sealed record FinalizerRegistration<T>(string Name, Func<IServiceProvider, IEntityFinalizer<T>> Resolve)
    where T : class, IKubernetesObject<V1ObjectMeta>;
