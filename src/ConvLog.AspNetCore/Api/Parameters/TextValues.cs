using System.Globalization;

namespace ConvLog.AspNetCore.Api.Parameters;

/// <summary>A text that may be repeated; the name may end in <c>[]</c>.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Description">Its meaning.</param>
/// <param name="Most">The maximum number of values.</param>
/// <param name="Longest">The maximum number of UTF-16 code units of each.</param>
internal sealed record TextValues(string Name, string Description, int Most, int Longest = 256) : ApiParameter(Name, Description)
{
    public override string Schema => string.Create(
        CultureInfo.InvariantCulture, $$"""{"items":{"type":"string","minLength":1,"maxLength":{{Longest}} },"type":"array","maxItems":{{Most}} }""");

    public override bool IsCalled(string name) => base.IsCalled(name) || string.Equals(name, Name + "[]", StringComparison.Ordinal);

    /// <summary>All values; empty for none.</summary>
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
