namespace ConvLog.Payloads;

/// <summary>The number of an entry: its opening's number, then its sequence there.</summary>
internal static class EntryNumber
{
    /// <summary>How many bits the sequence has.</summary>
    public const int SequenceBits = 28;

    /// <summary>The sequence in a number.</summary>
    public static long SequenceOf(long number) => number & ((1L << SequenceBits) - 1);
}
