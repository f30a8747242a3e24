namespace ConvLog.Storage.Statistics;

/// <summary>
/// Enumerates the used buckets of a <see cref="DurationHistogram"/>. Not an iterator, to avoid its allocation: a store does this for each of its writes.
/// </summary>
/// <param name="octaves">The counts.</param>
internal struct UsedBuckets(long[]?[] octaves)
{
    private int _octave = 0;
    private int _next = 0;

    public (int Bucket, long Count) Current { get; private set; }

    public readonly UsedBuckets GetEnumerator() => this;

    public bool MoveNext()
    {
        for (; _octave < octaves.Length; _octave++, _next = 0)
        {
            var counts = octaves[_octave].AsSpan();
            while (_next < counts.Length)
            {
                int i = _next++;
                if (counts[i] != 0)
                {
                    Current = ((_octave * DurationBucket.PerOctave) + i, counts[i]);
                    return true;
                }
            }
        }

        return false;
    }
}
