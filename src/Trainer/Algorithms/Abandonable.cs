using System.Runtime.ExceptionServices;

namespace Modelwright.Trainer.Algorithms;

/// <summary>Work that cannot be cancelled but may be left alone.</summary>
public static class Abandonable
{
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(200);

    /// <summary>
    /// Does the work on a thread of its own and returns its result, or null once it is no longer wanted: then it goes on unheeded until
    /// it or the process ends.
    /// </summary>
    public static T? Run<T>(Func<T> work, Func<bool> isUnwanted)
        where T : class
    {
        T? result = null;
        ExceptionDispatchInfo? failure = null;
        var thread = new Thread(() =>
        {
            try
            {
                result = work();
            }
            catch (Exception e)
            {
                failure = ExceptionDispatchInfo.Capture(e);
            }
        })
        {
            IsBackground = true,
        };
        thread.Start();
        while (!thread.Join(Look))
            if (isUnwanted())
                return null;
        failure?.Throw();
        return result;
    }
}
