namespace Modelwright.LocalCluster.Storage.Durable;

/// <summary>What a folder holds.</summary>
/// <param name="State">The state to go on from.</param>
/// <param name="History">The writes that led there without a gap, as far back as the files reach.</param>
/// <param name="Problem">What was wrong, if anything: then a snapshot has to replace all files.</param>
/// <param name="JournalBytes">Bytes of journal since the newest snapshot.</param>
/// <param name="JournalFiles">How many files they are in.</param>
internal sealed record RecoveredState(
    StoreState State, IReadOnlyList<StoreEvent> History, string? Problem, long JournalBytes, int JournalFiles);
