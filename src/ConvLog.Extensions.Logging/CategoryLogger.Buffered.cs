#if NET9_0_OR_GREATER
using ConvLog.Extensions.Logging.Calls;
using ConvLog.Sinks;
using Microsoft.Extensions.Logging.Abstractions;

namespace ConvLog.Extensions.Logging;

/// <content>Buffered calls. The current conversation at the time of writing is unrelated to the call.</content>
internal sealed partial class CategoryLogger : IBufferedLogger
{
    public void LogRecords(IEnumerable<BufferedLogRecord> records)
    {
        bool wasInside = LoggerOrigin.IsInside; // A sink may cause the buffer to be written.
        LoggerOrigin.IsInside = true;
        int unknown = 0;
        try
        {
            foreach (var record in records)
            {
                unknown += !IsEntry(record.LogLevel) || TryWrite(record) ? 0 : 1;
            }
        }
        finally
        {
            LoggerOrigin.IsInside = wasInside;
        }

        if (unknown > 0)
        {
            UnloggedActivity.ReportBuffered(unknown);
        }
    }

    // False if the conversation of the call is unknown, or if the record cannot be read.
    private bool TryWrite(BufferedLogRecord record)
    {
        var fields = Begin(record.EventId, !string.IsNullOrEmpty(record.Exception));
        try
        {
            string? template = record.MessageTemplate;
            string? mark = null;
            int values = 0;
            for (int i = 0; i < record.Attributes.Count; i++)
            {
                var (key, value) = record.Attributes[i];
                switch (key)
                {
                    case EntryFields.TemplateKey: template = value as string; break;
                    case LogCallPlace.Key: mark = value as string; break;
                    default:
                        // A buffer stores only texts, even of classified values.
                        values++;
                        fields.AddPersonal(key, value?.ToString() ?? "");
                        break;
                }
            }

            if (mark is not { Length: > 0 })
            {
                return mark is not null; // Outside any conversation.
            }

            if (!string.IsNullOrEmpty(record.Exception))
            {
                fields.AddOwn("exception_message", record.Exception);
            }

            var text = TextOf(template, values);
            if (text == MessageText.Unknown)
            {
                fields.AddOwn(EntryFields.MessageKey, record.FormattedMessage ?? "");
            }

            string? message = text switch
            {
                MessageText.Unknown => UnknownMessage,
                MessageText.Constant => template,
                _ => template ?? record.FormattedMessage,
            };
            var place = LogCallPlace.Find(mark);
            return place?.TryWrite(record.Timestamp, LevelOf(record.LogLevel), message, text == MessageText.Composed, fields.AsSpan()) == true;
        }
        catch (Exception)
        {
            // The caller counts the loss. An exception would reach the code that flushes the buffer.
            return false;
        }
        finally
        {
            fields.Clear();
        }
    }
}
#endif
