namespace Modelwright.Runtime.Planning;

/// <summary>
/// Sees every effect that is really carried out (skipped ones are not), so that a simulation can crash before or after any of them.
/// </summary>
public interface IEffectObserver
{
    /// <summary>Just before the request or command; throwing stops the plan there.</summary>
    void Before(Effect effect);

    /// <summary>Just after it succeeded; throwing stops the plan there.</summary>
    void After(Effect effect);
}
