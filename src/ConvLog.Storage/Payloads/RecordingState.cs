using System.Diagnostics.Metrics;
using ConvLog.Privacy;
using ConvLog.Records;
using ConvLog.Sinks;

namespace ConvLog.Storage.Payloads;

/// <summary>
/// How much a store keeps of one conversation in one transaction: the strictest level of the openings that are stored or come before a record. What was stored
/// before a stricter opening stays.
/// </summary>
/// <param name="stored">The level of the conversation that is there; full for a new one.</param>
internal sealed class RecordingState(Recording stored)
{
    private static readonly Counter<long> s_refused = CaptureMeter.Meter.CreateCounter<long>(
        "convlog.recording.refused", "{record}", "Records that a store did not keep, or kept without their text, because their conversation records less.");

    private Recording _level = stored;
    private bool _isCopy;

    /// <summary>Counts what was refused, once it is committed.</summary>
    public static void CountRefused(long count)
    {
        if (count > 0)
        {
            CaptureMeter.Add(s_refused, count);
        }
    }

    /// <summary>The level of a conversation by the visible part of its merged record, as databases keep it.</summary>
    public static Recording LevelOf(ReadOnlySpan<byte> known)
    {
        // Looked for first: nearly all conversations are recorded in full.
        if (known.IndexOf("\"recording\""u8) < 0)
        {
            return Recording.Full;
        }

        try
        {
            return ConversationPayload.Read("", known, personal: default, pseudonym: null, out _).Recording;
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            return Recording.MetadataOnly; // It is damaged, and said something of it.
        }
    }

    /// <summary>What is kept of a record; null for nothing.</summary>
    /// <param name="record">The record, in the order of the transaction.</param>
    /// <param name="refused">Counted up where something of it is not kept.</param>
    public StoreRecord? Kept(StoreRecord record, ref long refused)
    {
        if (record is ConversationRecord opening)
        {
            // A copy has what its source kept, also from before a stricter opening.
            _isCopy |= opening.IsCopy;
            _level = RecordingLevels.Stricter(_level, opening.Recording);
        }

        if (_level == Recording.Full || _isCopy)
        {
            return record;
        }

        var kept = RecordedPart.Of(record, _level);
        refused += ReferenceEquals(kept, record) || record is ConversationRecord ? 0 : 1;
        return kept;
    }
}
