namespace ConvLog.AspNetCore.Api.Parameters;

/// <summary>A parameter of the query that is one value.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Description">What it means, with its unit, range and default.</param>
/// <typeparam name="T">What it is read as; null where it is not given.</typeparam>
internal abstract record QueryValue<T>(string Name, string Description) : ApiParameter(Name, Description)
{
    /// <exception cref="ApiProblemException">It cannot be meant.</exception>
    public abstract T Read(ApiCall call);
}
