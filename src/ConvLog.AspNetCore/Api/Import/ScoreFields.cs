using System.Globalization;
using ConvLog.Storage;

namespace ConvLog.AspNetCore.Api.Import;

/// <summary>The fields of a record by name. Unknown fields are ignored.</summary>
/// <param name="longestText">The maximum length of a category and of a comment.</param>
internal struct ScoreFields(int longestText)
{
    /// <summary>The maximum number of fields per record, including unknown ones.</summary>
    public const int Most = 100;

    /// <summary>The problem of a line or a record that is too long.</summary>
    public static readonly string TooLong = $"It is longer than {LineReader.LongestLine / 1_024} KiB.";

    private const int LongestName = 1_024;

    private string? _conversation, _turn, _ordinal, _function, _model, _name, _value, _source, _scorer, _version, _comment, _created;
    private bool _isText;

    /// <param name="name">Its name.</param>
    /// <param name="text">Its text; null or empty for none.</param>
    /// <param name="isString">Whether a value is always a category, as a JSON string is.</param>
    public void Set(string name, string? text, bool isString)
    {
        text = string.IsNullOrEmpty(text) ? null : text;
        switch (name)
        {
            case "conversation_id": _conversation = text; break;
            case "turn_id": _turn = text; break;
            case "turn_ordinal": _ordinal = text; break;
            case "function_event_id": _function = text; break;
            case "model_call_id": _model = text; break;
            case "name": _name = text; break;
            case "value": (_value, _isText) = (text, isString); break;
            case "source": _source = text; break;
            case "scorer": _scorer = text; break;
            case "scorer_version": _version = text; break;
            case "comment": _comment = text; break;
            case "created_at": _created = text; break;
        }
    }

    /// <exception cref="FormatException">A field is missing or invalid; the message names it.</exception>
    public readonly ScoreInput ToScore() => new()
    {
        ConversationId = Short("conversation_id", _conversation) ?? throw Missing("conversation_id"),
        TurnId = Short("turn_id", _turn),
        TurnOrdinal = _ordinal is null ? null
            : int.TryParse(_ordinal, NumberStyles.None, CultureInfo.InvariantCulture, out int ordinal) && ordinal > 0 ? ordinal
            : throw new FormatException("turn_ordinal must be an integer from 1."),
        FunctionEventId = Short("function_event_id", _function),
        ModelCallId = Short("model_call_id", _model),
        Name = Short("name", _name) ?? throw Missing("name"),
        Value = _value is null ? throw Missing("value")
            : _value.Length > longestText ? throw new FormatException($"value can have at most {longestText} characters.")
            : ValueOf(_value, _isText),
        Source = _source switch
        {
            null or "team" => ScoreSource.Team,
            "user" => ScoreSource.User,
            "code" => ScoreSource.Code,
            "model" => ScoreSource.Model,
            _ => throw new FormatException("source must be one of team, user, code, model."),
        },
        Scorer = Short("scorer", _scorer),
        ScorerVersion = Short("scorer_version", _version),
        Comment = _comment,
        CreatedAt = _created is null ? null
            : DateTimeOffset.TryParse(_created, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var created) ? created
            : throw new FormatException("created_at must be a time such as 2026-11-20T09:01:00Z."),
    };

    private static ScoreValue ValueOf(string text, bool isText)
    {
        var value = isText ? text : ScoreFilter.ValueOf(text);
        return ScoreText.ProblemOf(text, value) is { } problem ? throw new FormatException(problem) : value;
    }

    private static string? Short(string name, string? text)
        => text is null || text.Length <= LongestName ? text : throw new FormatException($"{name} can have at most {LongestName} characters.");

    private static FormatException Missing(string name) => new($"{name} is missing.");
}
