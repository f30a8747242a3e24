namespace ConvLog.Functions;

/// <summary>The names of kinds of model calls.</summary>
internal static class ModelCallKinds
{
    /// <summary>A kind as it stands in JSON; null for a chat's, which is left out.</summary>
    public static string? NameOf(ModelCallKind kind) => kind switch
    {
        ModelCallKind.Embeddings => "embeddings",
        ModelCallKind.Reranking => "reranking",
        ModelCallKind.SpeechToText => "speech_to_text",
        ModelCallKind.TextToSpeech => "text_to_speech",
        ModelCallKind.ImageGeneration => "image_generation",
        _ => null,
    };
}
