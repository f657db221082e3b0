using Modelwright.Crds.Datasets;
using Modelwright.Simulation.Worlds;

namespace Modelwright.Simulation.Users;

/// <summary>The life of Datasets.</summary>
public static class DataStories
{
    /// <summary>Found, worsened, mended, gone back to old data, its list cut and its copies cleared away.</summary>
    public static Story Versions { get; } = new("data", Files,
    [
        new("create d", user => user.Data.Create("d"), ("dataset/d", DatasetReasons.Current)),
        new("publish bad data", user => user.Data.Publish("d", "bad", bad: true), ("dataset/d", DatasetReasons.ChecksFailed)),
        new("publish good data", user => user.Data.Publish("d", "second"), ("dataset/d", DatasetReasons.Current)),
        new("go back to the first", user => user.Data.Publish("d", "first"), ("dataset/d", DatasetReasons.Current)),
        new("list one", user => user.Data.List("d", 1), ("dataset/d", DatasetReasons.Current)),
        new("look again, and clear away", user => user.Data.Refresh("d"), ("dataset/d", DatasetReasons.Current)),
    ]);

    /// <summary>All of them.</summary>
    public static IReadOnlyList<Story> All { get; } = [Versions];

    internal static void Files(SimWorld world) => world.Models.Put(DataUser.UriOf("d"), "first");
}
