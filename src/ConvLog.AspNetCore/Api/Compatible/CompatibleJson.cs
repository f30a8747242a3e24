using System.Text.Json;
using ConvLog.AspNetCore.Http;
using Microsoft.AspNetCore.Http;

namespace ConvLog.AspNetCore.Api.Compatible;

/// <summary>Responses of the API.</summary>
internal static class CompatibleJson
{
    public static IResult Ok(Action<Utf8JsonWriter> write) => new BodyResult(StatusCodes.Status200OK, ApiJson.ContentType, ApiJson.Bytes(write));

    /// <summary>Something was written.</summary>
    public static IResult Created() => new BodyResult(StatusCodes.Status201Created, ApiJson.ContentType, ApiJson.Bytes(static json =>
    {
        json.WriteStartObject();
        json.WriteBoolean("success", value: true);
        json.WriteEndObject();
    }));

    public static IResult Failed(ApiFailure failure, string errorId) => new BodyResult(failure.Status, ApiJson.ContentType, ApiJson.Bytes(json =>
    {
        json.WriteStartObject();
        json.WriteBoolean("success", value: false);
        json.WriteString("error", failure.Error);
        json.WriteString("error_id", errorId);
        json.WriteString("error_code", failure.Code);
        json.WriteString("error_message", failure.Message);
        json.WriteNull("data");
        json.WriteEndObject();
    }));
}
