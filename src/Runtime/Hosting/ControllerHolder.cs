using Modelwright.Runtime.Controllers;

namespace Modelwright.Runtime.Hosting;

/// <summary>The controller that runs a class; found by that class, since several may have the same kind of key.</summary>
internal sealed record ControllerHolder<TController, TKey>(Controller<TKey> Running) where TKey : notnull
{
    public IController Controller => Running;
}
