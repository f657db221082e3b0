using Microsoft.Extensions.DependencyInjection;
using Modelwright.Runtime.Controllers;

namespace Modelwright.Runtime.Hosting;

/// <summary>Resolved late: whoever pulls the trigger may itself be needed to build the controller.</summary>
internal sealed class ReconcileTrigger<TController, TKey>(IServiceProvider provider) : IReconcileTrigger<TController, TKey>
    where TKey : notnull
{
    public void Enqueue(TKey key, TimeSpan? delay = null) =>
        provider.GetRequiredService<ControllerHolder<TController, TKey>>().Running.Enqueue(key, delay);
}
