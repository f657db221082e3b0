using Modelwright.Runtime.Planning;

namespace Modelwright.Operator.Tests.Integration;

/// <summary>Counts what the operator really does.</summary>
internal sealed class EffectCounter : IEffectObserver
{
    public List<Effect> Done { get; } = [];

    public void Before(Effect effect)
    {
    }

    public void After(Effect effect) => Done.Add(effect);
}
