namespace Modelwright.LocalCluster.Tests.Api;

/// <summary>Waits for something that a real server does a moment later.</summary>
internal static class Eventually
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    public static void IsTrue(Func<bool> condition)
    {
        var began = TimeProvider.System.GetTimestamp();
        while (!condition())
        {
            TimeProvider.System.GetElapsedTime(began).ShouldBeLessThan(Patience, "it did not happen in time");
            Thread.Yield();
        }
    }
}
