namespace Modelwright.Runtime.Controllers;

/// <summary>Wakes a controller from inside the operator, for example when an acknowledgement arrived. Call it on the pump.</summary>
/// <typeparam name="TController">The controller's class.</typeparam>
/// <typeparam name="TKey">Its key; <see cref="Api.ObjectKey"/> for entity controllers.</typeparam>
public interface IReconcileTrigger<TController, in TKey> where TKey : notnull
{
    /// <summary>The key is reconciled soon, or after a delay; many calls make one run.</summary>
    void Enqueue(TKey key, TimeSpan? delay = null);
}
