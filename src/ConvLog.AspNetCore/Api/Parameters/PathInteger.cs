using System.Globalization;

namespace ConvLog.AspNetCore.Api.Parameters;

/// <summary>A whole number in the path.</summary>
internal sealed record PathInteger(string Name, string Description, int Least, int Most) : ApiParameter(Name, Description)
{
    public override bool IsInPath => true;

    public override string Schema
        => string.Create(CultureInfo.InvariantCulture, $$"""{"type":"integer","format":"int32","minimum":{{Least}},"maximum":{{Most}}}""");

    public int Read(ApiCall call)
    {
        string text = call.Context.Request.RouteValues[Name] as string ?? "";
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int value) && value >= Least && value <= Most
            ? value
            : throw Wrong(text, string.Create(CultureInfo.InvariantCulture, $"one integer from {Least} to {Most}"));
    }
}
