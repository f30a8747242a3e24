using Microsoft.AspNetCore.Http;

namespace ConvLog.AspNetCore.Http;

/// <summary>How an endpoint for programs answers a request that the host's own authorization refuses: never with a redirect to a page for signing in.</summary>
/// <param name="AnswerOf">The answer, given the request and whether nobody is signed in, or else somebody who may not.</param>
internal sealed record HostRefusal(Func<HttpContext, bool, IResult> AnswerOf);
