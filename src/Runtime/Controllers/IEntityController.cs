using k8s;
using k8s.Models;
using Modelwright.Runtime.Planning;

namespace Modelwright.Runtime.Controllers;

/// <summary>Brings the world in line with one kind of object.</summary>
public interface IEntityController<in T> where T : class, IKubernetesObject<V1ObjectMeta>
{
    /// <summary>
    /// Looks at the object and everything that belongs to it and says what to do. The object comes from the cache, is shared, and must not
    /// be changed. Called again after any change of it, its children or its facts, until nothing is left to do; it never learns which of
    /// these it was. Not called for an object that is being deleted. Exceptions are retried with growing delays.
    /// </summary>
    Task<ReconciliationResult> ReconcileAsync(T entity, CancellationToken cancellationToken);

    /// <summary>
    /// The API server refused something that the last plan wanted (it is invalid, forbidden, or belongs to somebody else), and the plan was
    /// left there. The plan returned here shows that on the object, and nothing else; its wake-up is when the refused plan is
    /// tried again, if that is not to take minutes. Null: an event is enough.
    /// </summary>
    Plan? Refused(T entity, string message) => null;

    /// <summary>A notice, best effort, that the object is gone. Correctness belongs to finalizers: notices can be missed.</summary>
    Task DeletedAsync(T entity, CancellationToken cancellationToken) => Task.CompletedTask;
}
