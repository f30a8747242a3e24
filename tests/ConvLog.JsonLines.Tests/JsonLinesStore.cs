namespace ConvLog.JsonLines.Tests;

/// <summary>
/// A store in a file of JSON lines, written against the public contract only. Each change is appended as one line, which is on the disk before the change is
/// acknowledged. Opening the file replays all changes in an in-memory store, which answers reads.
/// </summary>
/// <remarks>
/// A sample for small data and one process. The file contains personal data in plain text, and the IDs of erased users to recognize their late openings. A
/// production store encrypts the former and hashes the latter.
/// </remarks>
public sealed partial class JsonLinesStore
    : IConversationStore, IStatisticsStore, IFacetStore, ILookupStore, IUserStore, IArrivalStore, IHoldStore, IReceiptStore, IRetentionRunStore, IAccessChain,
        ISnapshotStore, IDisposable
{
    private readonly JsonLinesFile _file;
    private readonly InMemoryConversationStore _memory;
    private readonly bool _utterancesArePersonal;
    private readonly SemaphoreSlim _oneWriter = new(1, 1);
    private readonly HashSet<string> _known = new(StringComparer.Ordinal);
    private readonly HashSet<string> _erased = new(StringComparer.Ordinal);
    private readonly Dictionary<Guid, ErasureReceipt> _receipts = [];
    private readonly Dictionary<string, string> _pseudonyms = new(StringComparer.Ordinal);
    private Dictionary<string, string>? _pseudonymsOfLine;

    private JsonLinesStore(string path, bool utterancesArePersonal, bool allowAgentHandover)
    {
        _utterancesArePersonal = utterancesArePersonal;
        _memory = new InMemoryConversationStore(utterancesArePersonal)
        {
            AllowAgentHandover = allowAgentHandover,
            NewPseudonym = user => _pseudonyms[user] = _pseudonymsOfLine?.GetValueOrDefault(user) ?? $"user-{Guid.NewGuid():N}"[..17],
        };
        _file = new JsonLinesFile(path);
    }

    /// <summary>The length of an incomplete last line that was removed when the file was opened: a write that was never acknowledged.</summary>
    public int TornBytes => _file.TornBytes;

    /// <exception cref="ConversationStoreException">A line is damaged.</exception>
    public static async Task<JsonLinesStore> OpenAsync(string path, bool utterancesArePersonal = false, bool allowAgentHandover = false)
    {
        var store = new JsonLinesStore(path, utterancesArePersonal, allowAgentHandover);
        try
        {
            foreach (var line in store._file.Read())
            {
                await store.RepeatAsync(line);
            }
        }
        catch
        {
            store.Dispose();
            throw;
        }

        store._pseudonymsOfLine = null;
        return store;
    }

    public void Dispose()
    {
        _file.Dispose();
        _oneWriter.Dispose();
    }

    public async ValueTask WriteAsync(IReadOnlyList<StoreRecord> records, CancellationToken cancellationToken = default) => await AloneAsync(async () =>
    {
        ArgumentNullException.ThrowIfNull(records);
        var accepted = await RecordedAsync([.. records.Where(record => !_erased.Contains(record.ConversationId))]);
        var refused = await WriteToMemoryAsync(accepted);
        if (accepted.Count > 0)
        {
            var openings = accepted.OfType<ConversationRecord>().ToList();
            _file.Append(new JsonLine { Records = accepted, Pseudonyms = PseudonymsOf(openings, _pseudonyms) });

            // An opening without a conversation belongs to an erased user.
            string[] gone = await GoneAsync(openings.Select(static opening => opening.ConversationId).Distinct(StringComparer.Ordinal));
            if (gone.Length > 0)
            {
                Rewrite(new JsonLine { Gone = gone, Erased = gone });
            }
        }

        return refused is null ? true : throw refused;
    }, cancellationToken);

    public ValueTask<ErasureReceipt> EraseAsync(ErasureRequest request, CancellationToken cancellationToken = default) => AloneAsync(async () =>
    {
        ArgumentNullException.ThrowIfNull(request);
        if (_receipts.TryGetValue(request.Id, out var known))
        {
            return known;
        }

        var before = await SummariesAsync();
        var receipt = await _memory.EraseAsync(request);
        string[] gone = [.. await GoneAsync(before.Keys), .. new[] { request.ConversationId }.OfType<string>()];
        gone = [.. gone.Except(receipt.HeldConversations, StringComparer.Ordinal)];
        Rewrite(new JsonLine { Erasure = JsonLine.ErasureLine.Of(request), Gone = gone, Erased = [.. gone, .. receipt.HeldConversations],
            Receipts = [receipt] });
        return receipt;
    }, cancellationToken);

    public ValueTask<bool> PlaceHoldAsync(LegalHold hold, CancellationToken cancellationToken = default)
        => AloneAsync(async () => await _memory.PlaceHoldAsync(hold) && Append(new JsonLine { Hold = hold }), cancellationToken);

    public ValueTask<bool> ReleaseHoldAsync(string conversationId, CancellationToken cancellationToken = default) => AloneAsync(async () =>
    {
        var before = await _memory.ReadSummaryAsync(conversationId);
        // The receipts in memory differ from those in the file: an erasure replayed from the file found less data. This receipt counts the data erased now.
        var counted = _erased.Contains(conversationId) ? await _memory.EraseAsync(ErasureRequest.OfConversation(conversationId, "release", default)) : null;
        if (!await _memory.ReleaseHoldAsync(conversationId))
        {
            return false;
        }

        counted = counted is null ? null : await _memory.ReadReceiptAsync(counted.Id);
        ErasureReceipt[] receipts =
            [.. _receipts.Values.Where(receipt => receipt.HeldConversations.Contains(conversationId, StringComparer.Ordinal))
            .Select(receipt => Released(receipt, conversationId, counted!))];
        if (receipts.Length == 0 && (before is null || await _memory.ReadSummaryAsync(conversationId) is not null))
        {
            return Append(new JsonLine { Release = conversationId });
        }

        Rewrite(new JsonLine { Release = conversationId, Gone = [conversationId], Erased = [conversationId], Receipts = receipts });
        return true;
    }, cancellationToken);

    public ValueTask<RetentionBatch> ApplyRetentionAsync(RetentionCut cut, int batchSize, string? after = null, CancellationToken cancellationToken = default)
        => AloneAsync(async () =>
    {
        var before = await SummariesAsync();
        var batch = await _memory.ApplyRetentionAsync(cut, batchSize, after);
        var left = await SummariesAsync();
        Append(new JsonLine
        {
            Retention = new(cut, batchSize, after),
            Gone = [.. before.Keys.Except(left.Keys, StringComparer.Ordinal)],
            Purged = [.. left.Where(pair => pair.Value.PiiPurgedAt != before[pair.Key].PiiPurgedAt).Select(static pair => pair.Key)],
        });
        return batch;
    }, cancellationToken);

    /// <summary>Rewrites the file without expired data.</summary>
    public ValueTask<bool> ReclaimSpaceAsync(CancellationToken cancellationToken = default) => AloneAsync(() => Task.FromResult(Rewrite()), cancellationToken);

    public async ValueTask SaveRetentionRunAsync(RetentionRun run, CancellationToken cancellationToken = default) => await AloneAsync(async () =>
    {
        await _memory.SaveRetentionRunAsync(run);
        return Append(new JsonLine { Run = run });
    }, cancellationToken);

    public async ValueTask WriteAccessAsync(IReadOnlyList<AccessRecord> accesses, CancellationToken cancellationToken = default) => await AloneAsync(async () =>
    {
        await _memory.WriteAccessAsync(accesses);
        return Append(new JsonLine { Accesses = accesses });
    }, cancellationToken);

    private async Task RepeatAsync(JsonLine line)
    {
        _pseudonymsOfLine = line.Pseudonyms ?? [];
        await WriteToMemoryAsync(line.Records ?? []); // Records that were refused are refused again.
        await (line.Erasure is { } erasure ? _memory.EraseAsync(erasure.ToRequest()) : default);
        foreach (string id in line.Erased ?? [])
        {
            await _memory.EraseAsync(ErasureRequest.OfConversation(id, "repeated", default));
        }

        await (line.Hold is { } hold ? _memory.PlaceHoldAsync(hold) : default);
        await (line.Release is { } released ? _memory.ReleaseHoldAsync(released) : default);
        await (line.Retention is { } batch ? _memory.ApplyRetentionAsync(batch.Cut, batch.BatchSize, batch.After) : default);
        await (line.Run is { } run ? _memory.SaveRetentionRunAsync(run) : default);
        await _memory.WriteAccessAsync(line.Accesses ?? []);
        Keep(line);
    }

    private bool Append(JsonLine line)
    {
        _file.Append(line);
        Keep(line);
        return true;
    }

    // Drops the data of removed conversations and expired personal data from earlier lines.
    private bool Rewrite(JsonLine? last = null)
    {
        var gone = new HashSet<string>(StringComparer.Ordinal);
        var purged = new HashSet<string>(StringComparer.Ordinal);
        var lines = new Stack<JsonLine>();
        foreach (var line in _file.Read().Concat(last is null ? [] : [last]).Reverse())
        {
            gone.UnionWith(line.Gone ?? []);
            purged.UnionWith(line.Purged ?? []);
            lines.Push(line.Records is null ? line : Left(line, gone, purged));
        }

        _file.Replace(lines);
        Keep(last ?? new JsonLine());
        return true;
    }

    private JsonLine Left(JsonLine line, HashSet<string> gone, HashSet<string> purged)
    {
        var pseudonyms = new Dictionary<string, string>(line.Pseudonyms ?? [], StringComparer.Ordinal);
        var records = new List<StoreRecord>();
        foreach (var record in line.Records!.Where(record => !gone.Contains(record.ConversationId)))
        {
            string? pseudonym = record is ConversationRecord { UserId: { } user } ? pseudonyms.GetValueOrDefault(user) : null;
            if (!purged.Contains(record.ConversationId))
            {
                records.Add(record);
            }
            else
            {
                records.Add(VisiblePart.Of(record, pseudonym, _utterancesArePersonal) ?? Emptied(record));
                if (pseudonym is not null)
                {
                    pseudonyms[pseudonym] = pseudonym; // It replaces the user ID.
                }
            }
        }

        return line with { Records = records, Pseudonyms = PseudonymsOf(records.OfType<ConversationRecord>(), pseudonyms) };
    }

    // A record that is entirely personal is kept without its content until the replayed purge removes it, because it determines the number of its opening.
    private static StoreRecord Emptied(StoreRecord record) => record switch
    {
        EntryRecord entry => entry with { Content = "", Fields = default },
        ApiResponseRecord response => response with { Url = "", ErrorBody = null, Fields = default },
        _ => throw new ArgumentException($"Records of type {record.GetType().Name} are not personal as a whole.", nameof(record)),
    };

    private void Keep(JsonLine line)
    {
        _known.UnionWith((line.Records ?? []).Select(static record => record.ConversationId));
        _erased.UnionWith(line.Erased ?? []);
        foreach (var receipt in line.Receipts ?? [])
        {
            _receipts[receipt.Id] = receipt;
        }
    }

    // Keeps only records of existing openings: the file must not contain data that the memory omits.
    private async Task<List<StoreRecord>> RecordedAsync(IReadOnlyList<StoreRecord> records)
    {
        var levels = new Dictionary<string, Recording>(StringComparer.Ordinal);
        foreach (string id in records.Select(static record => record.ConversationId).Distinct(StringComparer.Ordinal))
        {
            levels[id] = (await _memory.ReadSummaryAsync(id))?.Conversation.Recording ?? Recording.Full;
        }

        return [.. records.Select(record => RecordedPart.Of(record, levels[record.ConversationId])).OfType<StoreRecord>()];
    }

    private async Task<WriterRefusedException?> WriteToMemoryAsync(IReadOnlyList<StoreRecord> records)
    {
        _known.UnionWith(records.Select(static record => record.ConversationId));
        try
        {
            await _memory.WriteAsync(records);
            return null;
        }
        catch (WriterRefusedException e)
        {
            return e;
        }
    }

    private static Dictionary<string, string>? PseudonymsOf(IEnumerable<ConversationRecord> openings, Dictionary<string, string> pseudonyms)
    {
        var users = openings.Select(static opening => opening.UserId ?? "").Where(pseudonyms.ContainsKey).Distinct(StringComparer.Ordinal)
            .ToDictionary(user => user, user => pseudonyms[user], StringComparer.Ordinal);
        return users.Count == 0 ? null : users;
    }

    private static ErasureReceipt Released(ErasureReceipt receipt, string conversationId, ErasureReceipt counted)
    {
        string[] held = [.. receipt.HeldConversations.Where(id => !string.Equals(id, conversationId, StringComparison.Ordinal))];
        return receipt with
        {
            Conversations = receipt.Conversations + counted.Conversations,
            Records = receipt.Records.Plus(counted.Records),
            HeldConversations = held,
            CleanedAt = held.Length == 0 ? counted.CleanedAt : null,
        };
    }

    private async ValueTask<T> AloneAsync<T>(Func<Task<T>> change, CancellationToken cancellationToken)
    {
        await _oneWriter.WaitAsync(cancellationToken);
        try
        {
            return await change();
        }
        finally
        {
            _oneWriter.Release();
        }
    }
}
