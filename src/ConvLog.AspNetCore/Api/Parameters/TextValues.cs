using System.Globalization;

namespace ConvLog.AspNetCore.Api.Parameters;

/// <summary>A text that may be given more than once; the name may end in <c>[]</c>.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Description">What it means.</param>
/// <param name="Most">How often it may be given.</param>
/// <param name="Longest">How many UTF-16 code units each may have.</param>
internal sealed record TextValues(string Name, string Description, int Most, int Longest = 256) : ApiParameter(Name, Description)
{
    public override string Schema => string.Create(
        CultureInfo.InvariantCulture, $$"""{"items":{"type":"string","minLength":1,"maxLength":{{Longest}} },"type":"array","maxItems":{{Most}} }""");

    public override bool IsCalled(string name) => base.IsCalled(name) || string.Equals(name, Name + "[]", StringComparison.Ordinal);

    /// <summary>All that are given; empty for none.</summary>
    public IReadOnlyList<string> Read(ApiCall call)
    {
        var query = call.Context.Request.Query;
        List<string> texts = [.. query[Name].Concat(query[Name + "[]"]).Select(static text => text ?? "")];
        if (texts.Count > Most)
        {
            throw ApiProblemException.Invalid(Name,
                string.Create(CultureInfo.InvariantCulture, $"{Name} is given {texts.Count} times; the maximum is {Most}."));
        }

        if (texts.Find(text => text.Length < 1 || text.Length > Longest) is { } wrong)
        {
            throw ApiProblemException.Invalid(Name,
                string.Create(CultureInfo.InvariantCulture, $"{Name} has {wrong.Length} characters; it must have 1 to {Longest}."));
        }

        return texts;
    }
}
