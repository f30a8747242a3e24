using ConvLog.Sqlite.Engine;
using ConvLog.Sqlite.Keys;
using ConvLog.Sqlite.Statistics;
using ConvLog.Sqlite.Summaries;
using ConvLog.Storage.Payloads.Json;
using ConvLog.Storage.Payloads.Rows;
using ConvLog.Storage.Payloads.Sealing;

namespace ConvLog.Sqlite.Writing;

/// <summary>Writes the row of a conversation that lists show: see <see cref="SummaryCounts"/>.</summary>
/// <param name="session">The connection, in the transaction.</param>
/// <param name="keys">The keys of the hashes by which conversations are found.</param>
/// <param name="days">The counted days that change.</param>
/// <param name="payloads">The personal parts.</param>
/// <param name="openings">The openings.</param>
/// <param name="titles">The titles.</param>
internal sealed class SummaryWriting(Session session, DataKeys keys, DayChanges days, PersonalWriting payloads, OpeningWriting openings, TitleReading titles)
{
    // The position after everything that this transaction wrote; null until all of it is written.
    private CountedPosition? _end;

    /// <summary>
    /// Writes the values of an opening and the title, together with everything else that a list shows. All other counts follow in the background: otherwise an
    /// active conversation would be recounted with each of its steps.
    /// </summary>
    /// <param name="change">The conversation.</param>
    /// <param name="lastEntry">The last number that was assigned to an entry in the order of arrival.</param>
    /// <returns>Whether the row was written; if not, the changes are still to be counted.</returns>
    public bool Update(ConversationChange change, long lastEntry)
    {
        var title = change.Openings || change.Turns ? titles.Read(change) : null;
        if (!change.Known.HasRow)
        {
            Write(change, new SummaryColumns(), title, lastEntry);
            return true;
        }

        if (!change.Openings && title is null)
        {
            return false;
        }

        var columns = SummaryColumns.Read(session, change.Known.Number)!;
        if (!change.Openings && (columns.Listed is null || !title!.Value.Changes(columns)))
        {
            return false;
        }

        Write(change, columns, title, lastEntry);
        return true;
    }

    private void Write(ConversationChange change, SummaryColumns columns, ConversationTitle? title, long lastEntry)
    {
        long conversation = change.Known.Number;
        if (change.First is { } first)
        {
            columns.AddLogged(change.Visible, change.Personal);
            first.CountIn(columns);
            if (change.Feedback || change.Annotations)
            {
                CurrentCounts.AddJudgements(session, conversation, columns);
            }
        }
        else
        {
            CurrentCounts.Add(session, conversation, columns, withPersonal: true);
        }

        columns.Counted = _end ??= CurrentCounts.End(session, lastEntry);
        if (title is { } shown && (change.Openings || columns.Listed is not null))
        {
            UpdateKnown(change, columns, shown);
        }

        if (change.Known.HasRow)
        {
            columns.Write(session, conversation);
        }
        else
        {
            columns.Insert(session, conversation, change.Known.Id, change.AssignedKey);
            change.Known.HasRow = true;
        }
    }

    private void UpdateKnown(ConversationChange change, SummaryColumns columns, ConversationTitle title)
    {
        if (openings.Merged(change) is not { } merged)
        {
            return;
        }

        var (known, user, personal, startedAt, closedAt) = merged;
        long conversation = change.Known.Number;
        long listed = known.Environment == ConversationEnvironment.Debug ? 0 : 1;
        long dims = Dims.NumberOf(session, known);
        if (listed != columns.Listed || user != columns.User || dims != columns.Dims || startedAt.UtcTicks != columns.Created
            || !string.Equals(known.VariantId, columns.Variant, StringComparison.Ordinal))
        {
            days.ChangeAll(conversation, startedAt.UtcTicks, isNew: change.First is not null);
        }

        (columns.Title, columns.IsTitleInPii) = (title.Shown, title.IsInPii);
        (columns.Listed, columns.Created, columns.Closed) = (listed, startedAt.UtcTicks, closedAt?.UtcTicks);
        columns.Known = new KnownColumns(known, user, dims);

        // A record that is merged from visible parts only contains no personal data.
        payloads.Store(change, PiiKind.Conversation, conversation,
            personal.Count == 0 && title.Full is null ? null : ConversationPayload.Personal(known, title.Full));
        if (change.Openings)
        {
            Subjects.Put(session, keys, conversation, personal, isNew: change.First is not null);
        }
    }
}
