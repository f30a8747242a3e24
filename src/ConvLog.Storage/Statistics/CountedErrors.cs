namespace ConvLog.Storage.Statistics;

/// <summary>The error messages that everyone may see: those of a report, or the stored ones of a past day. Not thread-safe.</summary>
internal sealed class CountedErrors
{
    // Larger days, such as those where each error has its own message, are not stored, and are read from their entries.
    private const int MostBytes = 1 << 20;

    private static readonly byte[] s_tooLarge = [0];

    private readonly ValueTally _messages = new();
    private long _conversation;

    /// <summary>The number of errors.</summary>
    public long Errors { get; private set; }

    /// <summary>The start of the oldest conversation with an error.</summary>
    public DateTimeOffset Oldest { get; private set; } = DateTimeOffset.MaxValue;

    /// <summary>Adds a conversation, whose errors follow.</summary>
    /// <param name="startedAt">When it began.</param>
    /// <param name="errors">The number of its errors, at least one.</param>
    public void Add(DateTimeOffset startedAt, long errors)
    {
        _conversation++;
        Errors += errors;
        Oldest = startedAt < Oldest ? startedAt : Oldest;
    }

    /// <summary>Adds an error of the last conversation.</summary>
    public void Add(string content, DateTimeOffset at) => _messages.Count(content, at, _conversation);

    /// <summary>Adds the errors of other conversations.</summary>
    public void Add(CountedErrors other)
    {
        Errors += other.Errors;
        Oldest = other.Oldest < Oldest ? other.Oldest : Oldest;
        _messages.Add(other._messages);
    }

    /// <inheritdoc cref="ValueTally.ToCounts"/>
    public IReadOnlyList<CallValueCount> ToCounts(int most) => _messages.ToCounts(most);

    public byte[] ToBytes()
    {
        var writer = new VarintWriter();
        writer.Write(Errors);
        writer.Write(Oldest.UtcTicks);
        _messages.WriteTo(writer);
        byte[] bytes = writer.ToArray();
        return bytes.Length > MostBytes ? s_tooLarge : bytes;
    }

    /// <summary>Reads the bytes of <see cref="ToBytes"/>.</summary>
    /// <returns>Null if the errors were too large to store.</returns>
    /// <exception cref="InvalidDataException">The bytes were not written by <see cref="ToBytes"/>.</exception>
    public static CountedErrors? Read(ReadOnlySpan<byte> bytes)
    {
        if (bytes.SequenceEqual(s_tooLarge))
        {
            return null;
        }

        var reader = new VarintReader(bytes);
        var errors = new CountedErrors { Errors = reader.ReadInt64(), Oldest = reader.ReadTime() };
        errors._messages.AddFrom(ref reader);
        reader.ExpectEnd();
        return errors;
    }
}
