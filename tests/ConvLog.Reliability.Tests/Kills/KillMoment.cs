using System.Runtime.CompilerServices;

namespace ConvLog.Reliability.Tests.Kills;

/// <summary>The moment at which a child is killed: some time after its start, or after a number of messages.</summary>
/// <param name="random">The source of randomness.</param>
internal sealed class KillMoment(Random random)
{
    private const int MostLines = 500;

    private readonly int _line = random.Next(1, MostLines);
    private readonly int _spin = random.Next(3) == 0 ? random.Next(200_000) : 0;
    private bool _isDone;

    /// <summary>Kills a child that has sent enough messages. Called on the reading thread.</summary>
    public void Look(ChildProcess child)
    {
        if (_isDone || child.Testimony.Lines < _line)
        {
            return;
        }

        _isDone = true;
        Spin();
        child.Kill();
    }

    /// <summary>Kills a child at a random moment of its start: while it starts, creates the file, writes the schema or begins to write.</summary>
    /// <param name="child">The child.</param>
    /// <param name="random">The source of randomness.</param>
    /// <param name="usual">The time that a child takes until its store is open.</param>
    public static async Task AtItsStartAsync(ChildProcess child, Random random, TimeSpan usual)
    {
        await Task.Delay(usual * random.NextDouble() * 1.2, TimeProvider.System);
        child.Kill();
    }

    // Moments between two messages, some of them while nothing is written.
    [MethodImpl(MethodImplOptions.NoOptimization)]
    private void Spin()
    {
        for (int i = 0; i < _spin; i++)
        {
        }
    }
}
