using System.Runtime.CompilerServices;

namespace ConvLog.Reliability.Tests.Kills;

/// <summary>When a child is killed: some time after it was started, or as soon as it has said so much.</summary>
/// <param name="random">What decides.</param>
internal sealed class KillMoment(Random random)
{
    private const int MostLines = 500;

    private readonly int _line = random.Next(1, MostLines);
    private readonly int _spin = random.Next(3) == 0 ? random.Next(200_000) : 0;
    private bool _isDone;

    /// <summary>Kills a child that has said enough; called on the thread that listens.</summary>
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

    /// <summary>Kills a child at a random moment of its first steps: while it starts, makes the file, writes the schema or begins to write.</summary>
    /// <param name="child">The child.</param>
    /// <param name="random">What decides.</param>
    /// <param name="usual">How long a child takes until its store is open.</param>
    public static async Task AtItsStartAsync(ChildProcess child, Random random, TimeSpan usual)
    {
        await Task.Delay(usual * random.NextDouble() * 1.2, TimeProvider.System);
        child.Kill();
    }

    // Moments between two lines, some of them while nothing is written.
    [MethodImpl(MethodImplOptions.NoOptimization)]
    private void Spin()
    {
        for (int i = 0; i < _spin; i++)
        {
        }
    }
}
