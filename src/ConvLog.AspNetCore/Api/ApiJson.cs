namespace ConvLog.AspNetCore.Api;

/// <summary>The JSON of the API's responses.</summary>
internal static class ApiJson
{
    public const string ContentType = "application/json; charset=utf-8";
}
