using Modelwright.Runtime.Events;
using Modelwright.Runtime.Planning;

namespace Modelwright.Runtime.Controllers;

/// <summary>
/// Reconciles by any key, for example a namespace. <see cref="IEntityController{T}"/> is this for objects. The same key never runs twice at
/// once.
/// </summary>
public interface IReconciler<in TKey> where TKey : notnull
{
    /// <summary>Brings what belongs to the key in line.</summary>
    Task<ReconciliationResult> ReconcileAsync(TKey key, CancellationToken cancellationToken);

    /// <summary>
    /// The API server refused something that the last plan wanted (it is invalid, forbidden, or belongs to somebody else), and the plan was
    /// left there. The plan returned here shows that on the object, and nothing else; its wake-up is when the refused plan is
    /// tried again, if that is not to take minutes. Null: an event is enough.
    /// </summary>
    Plan? Refused(TKey key, string message) => null;

    /// <summary>The object that errors are reported on, or null.</summary>
    ObjectReference? Describe(TKey key) => null;

    /// <summary>Whether there is anything behind the key to look at again after the resync period.</summary>
    bool Exists(TKey key) => true;
}
