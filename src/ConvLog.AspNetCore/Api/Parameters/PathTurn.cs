using System.Globalization;
using ConvLog.AspNetCore.Http;

namespace ConvLog.AspNetCore.Api.Parameters;

/// <summary>A turn in the path: by its ordinal, or by its ID.</summary>
/// <param name="FromEnd">The segment, counted from the path's end; 1 is the last.</param>
internal sealed record PathTurn(int FromEnd) : ApiParameter("ordinal", "The turn, counted from 1. Its ID is accepted, too.")
{
    private const int Most = 1_000_000;
    private const int LongestId = 1_024;

    private static readonly string s_expected = string.Create(CultureInfo.InvariantCulture, $"one integer from 1 to {Most}, or the ID of a turn");

    public override bool IsInPath => true;

    // An integer, for generated clients: most of them do not support alternatives.
    public override string Schema => string.Create(CultureInfo.InvariantCulture, $$"""{"type":"integer","format":"int32","minimum":1,"maximum":{{Most}}}""");

    public TurnKey Read(ApiCall call)
    {
        string text = RouteText.Read(call.Context, Name, FromEnd);
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int ordinal) && ordinal is >= 1 and <= Most)
        {
            return ordinal;
        }

        bool isNumber = decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out _);
        return isNumber || text.Length > LongestId ? throw InvalidValue(text, s_expected) : text;
    }

    /// <summary>The problem of an unknown turn. An ID in an invalid format is reported differently from the ID of a turn that does not exist.</summary>
    public ApiProblemException Unknown(TurnKey turn)
        => turn.Id is { } id && !Guid.TryParse(id, out _) ? InvalidValue(id, s_expected) : ApiProblemException.NotFound("turn");
}
