namespace Agent;

/// <summary>The service that the tools call, in the same process so that the sample needs no other.</summary>
internal static class RestaurantApi
{
    public static void MapRestaurantApi(this WebApplication app)
    {
        app.MapGet("/restaurants/{restaurant}/tables", static (string restaurant) => restaurant is "Rosso" ? "20:00" : "20:30");
        app.MapPost("/restaurants/{restaurant}/bookings", static (string restaurant) => restaurant is "Rosso"
            ? Results.Problem("The last table was taken a moment ago.", statusCode: StatusCodes.Status409Conflict) : Results.NoContent());
    }

    /// <summary>The visible form of a request's path.</summary>
    public static string? TemplateOf(HttpRequestMessage request)
        => request.RequestUri?.Segments is [_, "restaurants/", _, var last] ? $"/restaurants/{{restaurant}}/{last}" : null;
}
