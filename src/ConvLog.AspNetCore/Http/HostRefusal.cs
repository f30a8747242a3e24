using Microsoft.AspNetCore.Http;

namespace ConvLog.AspNetCore.Http;

/// <summary>
/// The response of an endpoint to a request that the host's authorization refuses, instead of the host's challenge: a redirect to its sign-in page would be
/// useless to a program, and would lose the content of a form.
/// </summary>
/// <param name="AnswerOf">The response, given the request and whether no user is signed in (true) or the user is not authorized (false).</param>
internal sealed record HostRefusal(Func<HttpContext, bool, ValueTask<IResult>> AnswerOf);
