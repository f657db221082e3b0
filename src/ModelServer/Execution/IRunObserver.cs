namespace Modelwright.ModelServer.Execution;

/// <summary>Is told what the queue does; metrics.</summary>
internal interface IRunObserver
{
    /// <summary>A request's run starts after it waited this long.</summary>
    void Started(TimeSpan waited);

    /// <summary>A run ended well.</summary>
    void Ran(TimeSpan duration, int rows);

    /// <summary>A run was stopped.</summary>
    void Stopped(RunStop reason);
}
