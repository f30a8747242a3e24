using System.Text;

namespace WebConsole.Replay;

/// <summary>A random generator with the same results for the same text, on every machine and in every version: SplitMix64, seeded by FNV-1a.</summary>
internal sealed class Chance
{
    private ulong _state;

    private Chance(ulong seed) => _state = seed;

    public static Chance For(string text)
    {
        ulong hash = 14695981039346656037;
        foreach (byte b in Encoding.UTF8.GetBytes(text))
        {
            hash = unchecked((hash ^ b) * 1099511628211);
        }

        return new(hash);
    }

    /// <summary>From 0 up to, not including, <paramref name="below"/>.</summary>
    public int Next(int below) => (int)(NextUnit() * below);

    /// <summary>True with a probability of one in <paramref name="times"/>.</summary>
    public bool OnceIn(int times) => Next(times) == 0;

    public T Pick<T>(params ReadOnlySpan<T> choices) => choices[Next(choices.Length)];

    /// <summary>A duration in a range, in milliseconds; more often near the shorter end, as waiting times are.</summary>
    public TimeSpan Milliseconds(int from, int to)
    {
        double unit = NextUnit();
        return TimeSpan.FromTicks((long)((from + (unit * unit * (to - from))) * TimeSpan.TicksPerMillisecond));
    }

    /// <summary>From 0 up to, not including, 1.</summary>
    public double NextUnit()
    {
        unchecked
        {
            _state += 0x9E3779B97F4A7C15;
            ulong mixed = (_state ^ (_state >> 30)) * 0xBF58476D1CE4E5B9;
            mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB;
            return ((mixed ^ (mixed >> 31)) >> 11) * (1.0 / (1UL << 53));
        }
    }

    /// <summary>A short ID of hexadecimal digits.</summary>
    public string Id(string prefix) => $"{prefix}_{Next(1 << 24):x6}";
}
