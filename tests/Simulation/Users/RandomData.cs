using Modelwright.Simulation.Worlds;

namespace Modelwright.Simulation.Users;

/// <summary>A person who publishes good, bad and old data faster than it can be looked at.</summary>
internal sealed class RandomData
{
    private const int Contents = 6;
    private const string Name = "d";
    private readonly SimWorld world;
    private readonly ModelUser user;

    /// <summary>Writes the first data.</summary>
    public RandomData(SimWorld world, ModelUser user)
    {
        (this.world, this.user) = (world, user);
        user.Data.Write(Name, "rows 0");
    }

    /// <summary>Does something.</summary>
    public void Act()
    {
        if (user.Get(ModelUser.DatasetPrefix + Name) is null)
        {
            user.Data.Create(Name, 1 + world.Random.Next(3));
            return;
        }

        switch (world.Random.Next(10))
        {
            case 0: user.Data.Delete(Name); break;
            case 1: user.Data.List(Name, 1 + world.Random.Next(3)); break;
            case 2: user.Data.Refresh(Name); break;
            default:
                var content = world.Random.Next(Contents);
                user.Data.Publish(Name, $"rows {content}", bad: content % 2 == 1);
                break;
        }
    }
}
