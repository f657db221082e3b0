namespace Modelwright.Router.Tests.Support;

/// <summary>What happens to the connection after an answer.</summary>
public enum RawEnd
{
    KeepOpen,
    Close,
    Reset,
    Hang,
}
