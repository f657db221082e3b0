using Modelwright.Runtime.Planning;

namespace Modelwright.Runtime.Tests.Samples;

/// <summary>Ends the process at the n-th point of its life: before and after every effect there is one.</summary>
internal sealed class CrashAt(int point, Action crash) : IEffectObserver
{
    /// <summary>Points passed.</summary>
    public int Points { get; private set; }

    public List<string> Effects { get; } = [];

    public void Before(Effect effect)
    {
        Effects.Add(effect.GetType().Name);
        Pass();
    }

    public void After(Effect effect) => Pass();

    private void Pass()
    {
        if (Points++ != point) return;
        crash();
        throw new InvalidOperationException("the process is dead");
    }
}
