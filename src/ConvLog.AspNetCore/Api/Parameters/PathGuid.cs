namespace ConvLog.AspNetCore.Api.Parameters;

/// <summary>A UUID in the path.</summary>
internal sealed record PathGuid(string Name, string Description) : ApiParameter(Name, Description)
{
    public override bool IsInPath => true;

    public override string Schema => """{"type":"string","format":"uuid"}""";

    public Guid Read(ApiCall call)
    {
        string text = call.Context.Request.RouteValues[Name] as string ?? "";
        return Guid.TryParseExact(text, "D", out var id) ? id : throw InvalidValue(text, "a UUID such as 6f9619ff-8b86-d011-b42d-00c04fc964ff");
    }
}
