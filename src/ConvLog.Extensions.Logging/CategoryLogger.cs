using System.Globalization;
using ConvLog.Extensions.Logging.Calls;
using ConvLog.Sinks;
using Microsoft.Extensions.Logging;

namespace ConvLog.Extensions.Logging;

/// <summary>Converts the log calls of one category to entries. Never throws.</summary>
internal sealed partial class CategoryLogger(ConversationLoggerProvider provider, string category, ConversationLoggerOptions options, bool isCaptured) : ILogger
{
    private const string UnknownMessage = "Log message";

    [ThreadStatic]
    private static EntryFields? s_fields;

    private string? _literal; // The template of the last call, if it is a literal.

    public bool IsEnabled(LogLevel logLevel) => IsCaptured(logLevel) && Conversation.Current is not null;

    // Scopes are kept by the host's scope provider, for all providers.
    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (!IsCaptured(logLevel) || Conversation.Current is not { } conversation)
        {
            return;
        }

        LoggerOrigin.IsInside = true;
        try
        {
            Write(conversation, logLevel, eventId, state, exception, formatter);
        }
        catch (Exception e)
        {
            // An exception would reach the code that logs.
            conversation.ReportLost(e);
        }
        finally
        {
            s_fields?.Clear();
            LoggerOrigin.IsInside = false;
        }
    }

    private void Write<TState>(
        Conversation conversation, LogLevel level, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        var fields = Begin(eventId, exception is not null);
        string? template = AddState(fields, state, out int values);
        if (provider.Scopes is { } scopes)
        {
            fields.BeginScopes();
            scopes.ForEachScope(static (scope, to) => to.Fields.AddScope(scope, to.Options), (Fields: fields, Options: options));
        }

        var text = TextOf(template, values);
        if (text == MessageText.Unknown)
        {
            fields.AddOwn(EntryFields.MessageKey, Format(state, exception, formatter));
        }

        conversation.Log.Write(
            LevelOf(level),
            text switch
            {
                MessageText.Unknown => UnknownMessage,
                MessageText.Constant => template,
                _ => template ?? Format(state, exception, formatter),
            },
            exception,
            isPii: text == MessageText.Composed,
            fields.AsSpan());
    }

    private EntryFields Begin(EventId eventId, bool hasException)
    {
        var fields = s_fields ??= new EntryFields();
        fields.Begin(category, eventId is { Id: 0, Name: null } ? null : eventId.Name ?? eventId.Id.ToString(CultureInfo.InvariantCulture), hasException);
        return fields;
    }

    // A formatter throws if a value's ToString does, or if there are too few values.
    private static string Format<TState>(TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        try
        {
            return formatter(state, exception);
        }
        catch (Exception e)
        {
            return $"[unreadable: {e.GetType().Name}]";
        }
    }

    private MessageText TextOf(string? template, int values)
    {
        var text = template is null ? MessageText.Composed : ReferenceEquals(template, _literal) ? MessageText.Constant : MessageTexts.Of(template, values);
        _literal = text == MessageText.Constant ? template : _literal;
        return text;
    }

    private bool IsCaptured(LogLevel level) => IsEntry(level) && !LoggerOrigin.IsInside;

    private bool IsEntry(LogLevel level) => isCaptured && level >= options.MinLevel && level != LogLevel.None;

    // Returns the template and the number of its values. A value that cannot be read, such as a missing one, does not affect the others.
    private string? AddState<TState>(EntryFields fields, TState state, out int values)
    {
        string? template = null;
        values = 0;
        try
        {
            if (state is IReadOnlyList<KeyValuePair<string, object?>> list)
            {
                for (int i = 0, count = list.Count; i < count; i++)
                {
                    AddAt(list, i, ref values);
                }
            }
            else if (state is IEnumerable<KeyValuePair<string, object?>> pairs)
            {
                foreach (var pair in pairs)
                {
                    Add(pair, ref values);
                }
            }

            ClassifiedTags.AddTo(fields, state);
        }
        catch (Exception e)
        {
            fields.AddUnreadable("state", e);
        }

        return template;

        void AddAt(IReadOnlyList<KeyValuePair<string, object?>> list, int index, ref int values)
        {
            try
            {
                Add(list[index], ref values);
            }
            catch (Exception e)
            {
                values++;
                fields.AddUnreadable("state", e);
            }
        }

        void Add(KeyValuePair<string, object?> pair, ref int values)
        {
            if (string.Equals(pair.Key, EntryFields.TemplateKey, StringComparison.Ordinal))
            {
                template = pair.Value as string;
            }
            else if (!string.Equals(pair.Key, LogCallPlace.Key, StringComparison.Ordinal))
            {
                values++;
                if (SerilogValues.AreIn<TState>())
                {
                    AddSerilog(fields, pair);
                }
                else
                {
                    fields.Add(pair.Key, pair.Value, options);
                }
            }
        }
    }

    private void AddSerilog(EntryFields fields, KeyValuePair<string, object?> pair)
    {
        if (pair.Key is "EventId" && SerilogValues.EventOf(pair.Value) is { } name)
        {
            fields.AddEvent(name);
        }
        else if (!SerilogValues.IsNoise(pair.Key))
        {
            fields.Add(pair.Key, SerilogValues.Unwrap(pair.Value), options);
        }
    }

    private static EntryLevel LevelOf(LogLevel level)
        => level >= LogLevel.Error ? EntryLevel.Error : level == LogLevel.Warning ? EntryLevel.Warning : EntryLevel.Info;
}
