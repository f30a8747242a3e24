using System.Net;
using ConvLog;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.Extensions.AI;

namespace Agent;

/// <summary>The functions that the model may call. The model provides their arguments, except the log.</summary>
internal sealed class BookingTools
{
    private readonly IHttpClientFactory _http;
    private readonly ILogger<BookingTools> _logger;
    private readonly IServer _restaurants; // This process, see RestaurantApi.

    public BookingTools(IHttpClientFactory http, ILogger<BookingTools> logger, IServer restaurants)
    {
        _http = http;
        _logger = logger;
        _restaurants = restaurants;
        All = [Tool(FindTableAsync, "find_table", "Finds a free table."), Tool(BookTableAsync, "book_table", "Books a table.")];
    }

    public IList<AITool> All { get; }

    private static AIFunction Tool(Delegate method, string name, string description)
        => AIFunctionFactory.Create(method, new AIFunctionFactoryOptions { Name = name, Description = description }.WithConvLog());

    private async Task<string> FindTableAsync(string restaurant, int guests, ConversationLogger log)
    {
        log.Info("Looking for a table", ("restaurant", restaurant), ("guests", guests));
        string time = await _http.CreateClient("restaurants").GetStringAsync($"{_restaurants.Address()}/restaurants/{restaurant}/tables?guests={guests}");
        _logger.LogInformation("Found a table for {Guests} guests at {Time}", guests, time); // Unchanged code of a host.
        return time;
    }

    private async Task<string> BookTableAsync(string restaurant, string time, string phone, ConversationLogger log)
    {
        log.Info("Booking", ("restaurant", restaurant), LogField.Pii("phone", phone, shown: $"…{phone[^2..]}"));
        using var response = await _http.CreateClient("restaurants").PostAsync(
            $"{_restaurants.Address()}/restaurants/{restaurant}/bookings?time={time}", content: null);
        if (response.StatusCode == HttpStatusCode.Conflict)
        {
            log.Warning("Table taken", ("restaurant", restaurant), ("retriable", false));
            throw new InvalidOperationException($"The table at {restaurant} was taken in the meantime.");
        }

        return "booked";
    }
}
