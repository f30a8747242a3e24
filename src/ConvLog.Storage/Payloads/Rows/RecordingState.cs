using System.Diagnostics.Metrics;
using ConvLog.Privacy;
using ConvLog.Records;
using ConvLog.Sinks;
using ConvLog.Storage.Payloads.Json;

namespace ConvLog.Storage.Payloads.Rows;

/// <summary>
/// The recording level of one conversation during a transaction: the strictest level of the stored openings and those before the current record. Data stored
/// before a stricter opening is kept.
/// </summary>
/// <param name="stored">The level of the stored conversation; full for a new one.</param>
internal sealed class RecordingState(Recording stored)
{
    private static readonly Counter<long> s_refused = CaptureMeter.Meter.CreateCounter<long>(
        "convlog.recording.refused", "{record}", "Records that a store did not keep, or kept without their text, because their conversation records less.");

    private Recording _level = stored;
    private bool _isCopy;

    /// <summary>Counts the refused records after the commit.</summary>
    public static void CountRefused(long count)
    {
        if (count > 0)
        {
            CaptureMeter.Add(s_refused, count);
        }
    }

    /// <summary>The level of a conversation, from the visible part of its merged record as databases store it.</summary>
    public static Recording LevelOf(ReadOnlySpan<byte> known)
    {
        // Most conversations are recorded in full, so check first whether the property exists.
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
            return Recording.MetadataOnly; // The record is damaged, but has the property, so assume a restricted level.
        }
    }

    /// <summary>The part of a record that is kept; null for none.</summary>
    /// <param name="record">The record, in the order of the transaction.</param>
    /// <param name="refused">Incremented if a part of the record is not kept.</param>
    public StoreRecord? Kept(StoreRecord record, ref long refused)
    {
        if (record is ConversationRecord opening)
        {
            // A copy has the data that its source kept, including data from before a stricter opening.
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
