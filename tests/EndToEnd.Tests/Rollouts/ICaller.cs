namespace Modelwright.EndToEnd.Tests.Rollouts;

/// <summary>One client that asks a model, again and again over one connection.</summary>
internal interface ICaller : IDisposable
{
    /// <summary>What it speaks, for messages.</summary>
    string Protocol { get; }

    /// <summary>
    /// Asks once: the revision that answered, or why there is no good answer. Never throws for what a network or a server does.
    /// </summary>
    Task<(string? Revision, string? Failure)> AskAsync();
}
