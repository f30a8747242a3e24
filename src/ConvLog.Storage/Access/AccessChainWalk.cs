using System.Globalization;

namespace ConvLog.Storage.Access;

/// <summary>
/// Verifies the chain from its beginning to its head in parts, so that a long log does not block the store. Each part is read at one point in time; records
/// that are written or expire between two parts are taken into account.
/// </summary>
/// <param name="read">Reads a part: the reads after a number, up to a maximum count.</param>
/// <param name="noted">A head that was saved elsewhere; null for none.</param>
internal sealed class AccessChainWalk(Func<long, int, CancellationToken, ValueTask<AccessChainPart>> read, AccessChainHead? noted)
{
    private const int PartSize = 1_000;

    private AccessLink? _link;
    private AccessLink? _removed;
    private AccessLink? _last;
    private long _verified;
    private bool? _hasNoted;
    private (long Number, string Reason)? _break;

    /// <summary>Verifies the chain.</summary>
    /// <param name="time">The clock.</param>
    /// <param name="cancellationToken">Cancels the operation between parts.</param>
    public async ValueTask<AccessVerification> RunAsync(TimeProvider time, CancellationToken cancellationToken)
    {
        bool isEnd;
        do
        {
            cancellationToken.ThrowIfCancellationRequested();
            var part = await read(_link?.Number ?? long.MinValue, PartSize, cancellationToken).ConfigureAwait(false);
            isEnd = part.Rows.Count < PartSize;
            Begin(part);
            Follow(part.Rows);
            if (isEnd)
            {
                End();
            }
        }
        while (!isEnd && _break is null);

        CompareNoted();
        return new AccessVerification
        {
            At = time.GetUtcNow(),
            Verified = _verified,
            FirstBroken = _break?.Number,
            Reason = _break?.Reason,
            Beginning = _removed?.Shown,
            Head = _last?.Shown,
            HasNotedHead = _hasNoted,
        };
    }

    private void Begin(AccessChainPart part)
    {
        (_removed, _last) = (part.Removed, part.Last);
        if (_removed is null || _last is null)
        {
            Break((_link?.Number ?? 0) + 1, "The row that holds the chain's beginning and head is missing.");
            return;
        }

        // The reads in between have expired since the previous part.
        if (_link is null || _link.Number < _removed.Number)
        {
            Pass(_removed);
        }
    }

    private void Follow(IReadOnlyList<AccessChainRow> rows)
    {
        foreach (var row in rows)
        {
            if (_break is not null)
            {
                return;
            }

            if (row.Number <= _removed!.Number)
            {
                Break(row.Number, Invariant($"Read {row.Number} was added: the chain begins behind read {_removed.Number}."));
            }
            else if (row.Number > _last!.Number)
            {
                Break(row.Number, Invariant($"Read {row.Number} was added: the last one that was written is {_last.Number}."));
            }
            else if (AccessChain.Next(_link!, row.Number, row.Content) is var link && !link.Hash.AsSpan().SequenceEqual(row.Hash))
            {
                BreakBefore(row.Number);
            }
            else
            {
                _verified++;
                Pass(link);
            }
        }
    }

    // If reads are missing, the next one does not follow from its predecessor.
    private void BreakBefore(long number)
    {
        long first = _link!.Number + 1;
        if (number > first)
        {
            Break(first, Invariant($"Read {first} is missing, or read {number} was changed: read {number} does not follow from read {first - 1}."));
        }
        else
        {
            Break(number, Invariant($"Read {number} does not follow from read {first - 1}: one of them was changed, added or put in another place."));
        }
    }

    private void End()
    {
        if (_break is null && _link!.Number < _last!.Number)
        {
            Break(_link.Number + 1, Invariant($"Read {_link.Number + 1} is missing, and all after it: the last one that was written is {_last.Number}."));
        }
        else if (_break is null && !_link!.IsAt(_last!))
        {
            Break(_last!.Number, Invariant($"The head of the chain was changed: it is not the hash of read {_last.Number}."));
        }
    }

    private void Pass(AccessLink link)
    {
        _link = link;
        if (noted?.Number == link.Number)
        {
            _hasNoted = link.Shown == noted;
        }
    }

    private void CompareNoted()
    {
        if (noted is null || _break is not null)
        {
            return;
        }

        if (noted.Number > _last!.Number)
        {
            _hasNoted = false;
            Break(_last.Number + 1,
                Invariant($"Read {_last.Number + 1} is missing: the noted head is of read {noted.Number}, and the chain ends at {_last.Number}."));
        }
        else if (_hasNoted is false)
        {
            Break(noted.Number, Invariant(
                $"Reads up to {noted.Number} are not those of the noted head: one or more were changed and the chain was computed again."));
        }
    }

    private void Break(long number, string reason) => _break ??= (number, reason);

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
