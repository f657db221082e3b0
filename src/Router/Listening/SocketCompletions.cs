namespace Modelwright.Router.Listening;

/// <summary>
/// What waits for a socket goes on where the event came, without a hand-over to another thread: about a fifth less processor time a
/// request (docs/adr/0101-completions-in-place.md). .NET has this as a variable of the environment only, which it reads when the first
/// socket is used.
/// </summary>
public static class SocketCompletions
{
    private const string Variable = "DOTNET_SYSTEM_NET_SOCKETS_INLINE_COMPLETIONS";

    /// <summary>Asks for it, unless whoever started the process decided otherwise. Call it before any socket is used.</summary>
    public static void PreferInPlace()
    {
        if (Environment.GetEnvironmentVariable(Variable) is null) Environment.SetEnvironmentVariable(Variable, "1");
    }
}
