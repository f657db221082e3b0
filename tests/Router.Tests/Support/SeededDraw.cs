namespace Modelwright.Router.Tests.Support;

/// <summary>Uniform draws that a seed repeats.</summary>
public static class SeededDraw
{
    public static Func<int, int> Of(int seed)
    {
        var random = new Random(seed);
        return bound =>
        {
            lock (random) return random.Next(bound);
        };
    }
}
