using System.Globalization;
using ConvLog.AspNetCore.Http;

namespace ConvLog.AspNetCore.Api.Parameters;

/// <summary>A text in the path, unescaped.</summary>
/// <param name="Name">Its name in the pattern.</param>
/// <param name="Description">Its meaning.</param>
/// <param name="FromEnd">The segment, counted from the path's end; 1 is the last.</param>
/// <param name="Longest">The maximum number of UTF-16 code units.</param>
internal sealed record PathText(string Name, string Description, int FromEnd, int Longest = 1_024) : ApiParameter(Name, Description)
{
    public override bool IsInPath => true;

    public override string Schema => """{"type":"string","minLength":1}""";

    public string Read(ApiCall call)
    {
        string text = RouteText.Read(call.Context, Name, FromEnd);
        return text.Length <= Longest
            ? text : throw ApiProblemException.Invalid(Name,
            string.Create(CultureInfo.InvariantCulture, $"{Name} has {text.Length} characters; it must have 1 to {Longest}."));
    }
}
