using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using ConvLog.Privacy;
using ConvLog.Storage.Contract;

namespace ConvLog.Storage.Reading;

/// <summary>
/// A hash of the reader and of every part of a query that affects which items are listed and in which order. The page size is not included.
/// </summary>
internal sealed class QueryFingerprint : IDisposable
{
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

    private QueryFingerprint(string kind, Reader reader, bool goesByPii)
    {
        Add(kind);
        Add(reader.Source);
        Add(reader.Id);
        Add(goesByPii);
        Add(reader.Scope.AgentIds);
        Add(reader.Scope.AccountIds);
    }

    public static byte[] Of(Reader reader, ConversationQuery query)
    {
        using var hash = new QueryFingerprint("list", reader, ConversationListReader.CountsPii(reader, query));
        hash.Add((long)query.Sort);
        hash.Add(query.Ascending);

        hash.AddFilters(query);
        return hash._hash.GetHashAndReset();
    }

    /// <remarks>The period is left out: one that ends now has another end on the next page, and a position is valid in every period.</remarks>
    public static byte[] Of(Reader reader, CallListQuery query)
    {
        using var hash = new QueryFingerprint("calls", reader, reader is { CanReadPii: true, AsksForPii: false });
        hash.Add((long)query.Calls.Kind);
        hash.Add(query.Calls.Name);
        hash.Add(query.Calls.Provider);
        hash.Add(query.Calls.VariantId);
        hash.Add(query.Calls.Period.AgentId);
        hash.Add((long?)query.Calls.Period.Environment);
        hash.Add(query.Calls.Period.Channel);
        hash.Add((long?)query.Outcome);
        hash.Add(query.OnlyProblems);
        hash.Add((long?)query.StatusCode);
        hash.Add((long?)query.StatusClass);
        hash.Add(query.ErrorType);
        hash.Add((long?)query.Approval);
        hash.Add(query.MinDuration?.Ticks);
        hash.Add((long)query.Sort);
        hash.AddFilters(query.Conversations);
        return hash._hash.GetHashAndReset();
    }

    public static byte[] Of(Reader reader, UserQuery query)
    {
        using var hash = new QueryFingerprint("users", reader, reader is { CanReadPii: true, AsksForPii: false });
        hash.Add(query.AgentId);
        hash.Add((long?)query.Environment);
        hash.Add(query.From?.UtcTicks);
        hash.Add(query.To?.UtcTicks);
        if (query.Channel is not null || query.TurnFrom is not null || query.TurnTo is not null)
        {
            hash.Add(query.Channel);
            hash.Add(query.TurnFrom?.UtcTicks);
            hash.Add(query.TurnTo?.UtcTicks);
        }

        return hash._hash.GetHashAndReset();
    }

    public static byte[] Of(Reader reader, LogQuery query)
    {
        using var hash = new QueryFingerprint("log", reader, reader.CanReadPii);
        hash.Add(query.ConversationId);
        hash.Add(query.WithPii);
        hash.Add(query.FunctionEventId);
        hash.Add(query.TurnId);
        hash.Add((long?)query.Level);
        return hash._hash.GetHashAndReset();
    }

    public static byte[] Of(Reader reader, AccessQuery query)
    {
        using var hash = new QueryFingerprint("access", reader, reader.CanReadPii);
        hash.Add(query.ConversationId);
        hash.Add(query.Reader);
        hash.Add(query.Subject);
        hash.Add(query.From?.UtcTicks);
        hash.Add(query.To?.UtcTicks);
        return hash._hash.GetHashAndReset();
    }

    public void Dispose() => _hash.Dispose();

    private void AddFilters(ConversationQuery query)
    {
        // Filters that are not set are not hashed, so that adding a filter to the product keeps existing cursors valid.
        foreach (var filter in QueryFilters.All)
        {
            if (filter.GetValue(query) is { } given)
            {
                Add(filter.Name);
                AddGiven(given);
            }
        }

        foreach (var (filter, alone) in query.Excluded)
        {
            Add($"not {filter.Name}");
            AddGiven(filter.GetValue(alone)!);
        }
    }

    private void AddGiven(object given)
    {
        switch (given is FieldFilter ? given : ListColumn.Stored(given))
        {
            case FieldFilter field:
                Add(field.Key);
                Add(field.Value);
                break;
            case string text:
                Add(text);
                break;
            case var number:
                Add((long?)number);
                break;
        }
    }

    private void Add(IReadOnlyList<string>? values)
    {
        Add((long?)values?.Count);
        foreach (string value in values ?? [])
        {
            Add(value);
        }
    }

    private void Add(bool? value) => Add(value is null ? null : value.Value ? 1L : 0L);

    private void Add(long? value)
    {
        Span<byte> bytes = stackalloc byte[1 + sizeof(long)];
        bytes[0] = value is null ? (byte)0 : (byte)1;
        BinaryPrimitives.WriteInt64LittleEndian(bytes[1..], value ?? 0);
        _hash.AppendData(bytes);
    }

    // The length comes first, so that different lists of texts cannot produce the same bytes.
    private void Add(string? value)
    {
        Add((long?)value?.Length);
        _hash.AppendData(MemoryMarshal.AsBytes(value.AsSpan()));
    }
}
