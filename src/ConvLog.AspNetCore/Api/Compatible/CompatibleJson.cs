using System.Text.Json;
using ConvLog.AspNetCore.Http;
using Microsoft.AspNetCore.Http;

namespace ConvLog.AspNetCore.Api.Compatible;

/// <summary>Responses of the API.</summary>
internal static class CompatibleJson
{
    public static IResult Ok(Action<Utf8JsonWriter> write) => new JsonResult(StatusCodes.Status200OK, ApiJson.ContentType, write);

    /// <summary>Something was written.</summary>
    public static IResult Created() => new JsonResult(StatusCodes.Status201Created, ApiJson.ContentType, static json =>
    {
        json.WriteStartObject();
        json.WriteBoolean("success", value: true);
        json.WriteEndObject();
    });

    public static IResult Failed(ApiFailure failure, string errorId)
        => new JsonResult(failure.Status, ApiJson.ContentType, json => Write(json, failure, errorId));

    /// <summary>Writes the envelope of a refusal.</summary>
    public static void Write(Utf8JsonWriter json, ApiFailure failure, string errorId)
    {
        json.WriteStartObject();
        json.WriteBoolean("success", value: false);
        json.WriteString("error", failure.Error);
        json.WriteString("error_id", errorId);
        json.WriteString("error_code", failure.Code);
        json.WriteString("error_message", failure.Message);
        json.WriteNull("data");
        json.WriteEndObject();
    }
}
