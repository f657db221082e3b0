using k8s;
using k8s.Models;

namespace Modelwright.Runtime.Controllers;

/// <summary>Undoes what garbage collection cannot, before an object goes. Must succeed when there is nothing to undo.</summary>
public interface IEntityFinalizer<in T> where T : class, IKubernetesObject<V1ObjectMeta>
{
    /// <summary>
    /// Called for an object that is being deleted, until the result is <see cref="ReconciliationResult.Done"/> and its plan was carried
    /// out; then the runtime removes the finalizer. <see cref="ReconciliationResult.After"/> asks again later.
    /// </summary>
    Task<ReconciliationResult> FinalizeAsync(T entity, CancellationToken cancellationToken);
}
