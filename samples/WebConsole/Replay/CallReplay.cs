using ConvLog;
using WebConsole.Dialogues;

namespace WebConsole.Replay;

/// <summary>Replays one service call as a function event, with the entries that a careful author logs at its decision points.</summary>
internal sealed class CallReplay(Conversation conv, AgentModel model, Chance chance)
{
    private readonly Pacing _pacing = model.Pacing;

    public void Play(ServiceCall service, IReadOnlyList<KeyValuePair<string, string>> stateChanges)
    {
        var endpoint = Endpoint.Of(service, chance);
        var asked = new ModelToolCall(chance.Id("call"), service.Method, service.Arguments);
        model.Asks(asked);
        using var call = conv.BeginFunction(service.Method, asked.CallId, service.Arguments);
        model.Called(call);
        _pacing.FunctionWorks();
        conv.Log.Info("Validated inputs", ("validation_passed", true), ("missing_fields", Array.Empty<string>()));
        PersonalCapture.Arguments(conv, service, chance);
        KnownState.Apply(conv, stateChanges);
        if (service.Failed)
        {
            Refuse(service, endpoint, call);
        }
        else
        {
            Answer(service, endpoint, call);
        }
    }

    private void Answer(ServiceCall service, Endpoint endpoint, FunctionEvent call)
    {
        conv.LogApiResponse(endpoint.Method, endpoint.Url, endpoint.IsReading ? 200 : 201, _pacing.ServiceWorks(), overrideUrl: endpoint.Route);
        _pacing.FunctionWorks();
        LogResults(service, endpoint);
        _pacing.FunctionWorks();
        PersonalCapture.Results(conv, service);
        call.Complete(service.Results);
    }

    private void LogResults(ServiceCall service, Endpoint endpoint)
    {
        if (service.Results.Count == 0)
        {
            conv.Log.Warning("No results", ("count", 0), LogField.Of("criteria", service.Arguments.Keys.ToArray()));
        }
        else if (endpoint.IsReading)
        {
            conv.Log.Info("Results found", ("count", service.Results.Count), LogField.Of("criteria", service.Arguments.Keys.ToArray()));
        }
        else
        {
            conv.Log.Info("Confirmed by the service", ("count", service.Results.Count), ("reference", chance.Id("ref")));
        }
    }

    private void Refuse(ServiceCall service, Endpoint endpoint, FunctionEvent call)
    {
        if (endpoint.IsReading)
        {
            NothingFound(service, endpoint, call);
        }
        else if (service.Results.Count > 0)
        {
            Conflict(service, endpoint, call);
        }
        else if (chance.OnceIn(3))
        {
            Unavailable(endpoint, call);
        }
        else if (chance.OnceIn(4))
        {
            TimedOut(endpoint, call);
        }
        else
        {
            Conflict(service, endpoint, call);
        }
    }

    private void NothingFound(ServiceCall service, Endpoint endpoint, FunctionEvent call)
    {
        conv.LogApiResponse(endpoint.Method, endpoint.Url, 404, _pacing.ServiceWorks(), """{"code":"not_found"}""", endpoint.Route);
        conv.Log.Warning("No results", ("count", service.Results.Count), ("status", 404), LogField.Of("criteria", service.Arguments.Keys.ToArray()));
        call.Fail("The service found nothing.");
    }

    private void Conflict(ServiceCall service, Endpoint endpoint, FunctionEvent call)
    {
        conv.LogApiResponse(endpoint.Method, endpoint.Url, 409, _pacing.ServiceWorks(), """{"code":"slot_taken","retriable":false}""", endpoint.Route);
        _pacing.FunctionWorks();
        if (service.Results.Count > 0)
        {
            // A failed function returns no value, but the response of the service is still useful.
            conv.Log.Info("Answer of the service", isPii: true, LogField.Of("results", service.Results));
        }

        conv.Log.Error("Request refused by the service", ("status", 409), ("code", "slot_taken"), ("retriable", false), ("attempt", 1));
        call.Fail("409 slot_taken");
    }

    private void Unavailable(Endpoint endpoint, FunctionEvent call)
    {
        const string body = """{"code":"upstream_unavailable","retriable":true}""";
        conv.LogApiResponse(endpoint.Method, endpoint.Url, 503, _pacing.ServiceWorks(), body, endpoint.Route);
        conv.Log.Warning("Service unavailable, trying again", ("status", 503), ("retriable", true), ("attempt", 1));
        _pacing.ServiceWorks(400, 600);
        conv.LogApiResponse(endpoint.Method, endpoint.Url, 503, _pacing.ServiceWorks(), body, endpoint.Route);
        var exception = new HttpRequestException("Response status code does not indicate success: 503 (Service Unavailable).");
        conv.Log.Error("Service unavailable", exception, ("status", 503), ("retriable", true), ("attempt", 2));
        call.Fail(exception);
    }

    private void TimedOut(Endpoint endpoint, FunctionEvent call)
    {
        conv.LogApiResponse(endpoint.Method, endpoint.Url, 504, _pacing.ServiceWorks(8_000, 8_200), """{"code":"upstream_timeout"}""", endpoint.Route);
        var exception = new TimeoutException("The service did not answer within 8 s.");
        conv.Log.Error("Service timed out", exception, ("status", 504), ("retriable", true), ("attempt", 1));
        call.Fail(exception);
    }
}
